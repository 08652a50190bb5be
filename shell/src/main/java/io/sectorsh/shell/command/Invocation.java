package io.sectorsh.shell.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command line, understood.
 *
 * @param lab whether to work on a simulated provider
 * @param labDirectory where it keeps its files; empty for a temporary directory
 * @param seed what the lab's state is generated from
 * @param incident what goes wrong in the lab; empty for nothing
 * @param sectors how many sectors a lab with an incident has; empty for a few
 * @param profile the name of the profile to use; empty for the default one
 * @param journal the file of the journal of migrations; empty for the user's own
 * @param form how results are written
 * @param debug whether failures come with their stack traces
 */
public record Invocation(
    boolean lab,
    Optional<Path> labDirectory,
    long seed,
    Optional<String> incident,
    OptionalInt sectors,
    Optional<String> profile,
    Optional<Path> journal,
    Form form,
    boolean debug,
    Job job) {}
