/** Failures in the user's words, without stack traces and without tokens. */
@NullMarked
package io.sectorsh.shell.report;

import org.jspecify.annotations.NullMarked;
