/**
 * How the daemons of the lab are spoken to: HTTP on a loopback port, JSON-RPC with its tables of
 * methods, tokens, and JSON as Go writes it.
 */
@NullMarked
package io.sectorsh.lab.transport;

import org.jspecify.annotations.NullMarked;
