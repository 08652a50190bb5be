// Shows what the chain expects of the miner, and when.
@Command(
    description = [
        'Show the deadline that has to be proven now or next; with a number, its partitions.',
        '',
        'Asks only the chain node.'],
    footer = [
        '',
        'Examples:',
        '  deadline',
        '  deadline 17',
        '  deadline --all',
        '  deadline --faults'])

@Parameters(arity = '0..1', paramLabel = 'DEADLINE', description = 'List the partitions of this one, 0 to 47.')
@Field Integer number

@Option(names = '--all', description = 'List all deadlines of the proving period.')
@Field boolean all = false

@Option(names = '--faults', description = 'List the faulty sectors, each with its deadline and partition.')
@Field boolean faults = false

if ([number != null, all, faults].count(true) > 1) {
  throw new io.sectorsh.scripts.WrongUsageException('a number, --all and --faults exclude each other', 'Give one of them.')
}
if (number != null) {
  return proofs.partitions(number)
}
all ? proofs.deadlines : faults ? proofs.faults : proofs.deadline
