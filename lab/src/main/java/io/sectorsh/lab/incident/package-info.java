/** What can go wrong in a lab, so that it can be tried and taught: each incident by its name. */
@NullMarked
package io.sectorsh.lab.incident;

import org.jspecify.annotations.NullMarked;
