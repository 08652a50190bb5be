/** DAG-CBOR exactly as lotus' cbor-gen writes and reads it. */
@NullMarked
package io.sectorsh.filecoin.cbor;

import org.jspecify.annotations.NullMarked;
