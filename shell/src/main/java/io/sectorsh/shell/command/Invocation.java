package io.sectorsh.shell.command;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A command line, understood.
 *
 * @param lab whether to work on a simulated provider, and on which
 * @param profile the name of the profile to use; empty for the default one
 * @param journal the file of the journal of migrations; empty for the user's own
 * @param miner names the miner of a production profile, for what would be asked for at a prompt
 * @param form how results are written
 * @param debug whether failures come with their stack traces
 */
public record Invocation(
    LabChoice lab,
    Optional<String> profile,
    Optional<Path> journal,
    Optional<String> miner,
    Form form,
    boolean debug,
    Job job) {}
