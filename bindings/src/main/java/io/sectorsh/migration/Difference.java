package io.sectorsh.migration;

/**
 * One value that is another one afterwards.
 *
 * @param thing what it belongs to, such as {@code sector 13 in /data/lotusminer}
 * @param member which value of it; empty if the thing as such comes, goes or changes
 * @param before the old value; {@code absent} if there was none
 * @param after the new value; {@code absent} if there is none then
 */
public record Difference(String thing, String member, String before, String after) {}
