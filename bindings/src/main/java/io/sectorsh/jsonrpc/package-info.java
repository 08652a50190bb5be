/**
 * JSON-RPC over HTTP and WebSocket as lotus, Venus and damocles speak it: endpoints with hidden
 * tokens, calls with deadlines that an interrupt cancels, answers and subscriptions that stream,
 * failures in the user's words.
 */
@NullMarked
package io.sectorsh.jsonrpc;

import org.jspecify.annotations.NullMarked;
