/** The systems that a session holds in its hand, each opened when it is first named. */
@NullMarked
package io.sectorsh.shell.session;

import org.jspecify.annotations.NullMarked;
