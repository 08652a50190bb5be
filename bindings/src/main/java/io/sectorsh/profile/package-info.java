/**
 * Which systems a session talks to: endpoints, repositories, miner; from environment, files or a
 * lab.
 */
@NullMarked
package io.sectorsh.profile;

import org.jspecify.annotations.NullMarked;
