/**
 * What a user is told when something cannot be done: the catalogue of error codes and the exception
 * that carries one.
 */
@NullMarked
package io.sectorsh.errors;

import org.jspecify.annotations.NullMarked;
