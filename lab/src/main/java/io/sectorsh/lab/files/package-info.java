/**
 * What both sealers keep on disk in the same way: the places below a lab's directory and the files
 * of sealed sectors.
 */
@NullMarked
package io.sectorsh.lab.files;

import org.jspecify.annotations.NullMarked;
