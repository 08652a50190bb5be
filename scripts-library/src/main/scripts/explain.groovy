// Why a window of proof failed, or will.
@Command(
    description = [
        'Why windowPoSt of a deadline failed, or would fail: causes, the surest first, with what was seen and what would help.',
        '',
        'Asks the chain node, lotus-miner, damocles and the stores at once, and reads sector files where they are on this machine. ' +
        'Changes nothing. Without --deadline and --sector it takes the deadline that is open, or else the one before the next.'],
    footer = [
        '',
        'Examples:',
        '  explain --deadline 14',
        '  explain --deadline 14 --epoch 4000000     the window of that deadline at or before an epoch',
        '  explain --sector 70',
        '  explain --deadline 14 --watch             until the window closes',
        '  explain --deadline 14 --report night.html'])
import io.sectorsh.proofs.explain.Explanation
import io.sectorsh.scripts.WrongUsageException

@Option(names = '--deadline', paramLabel = 'N', description = 'Which deadline, from 0.')
@Field Integer deadline

@Option(names = '--epoch', paramLabel = 'N', description = 'In the window that is meant, or after it.')
@Field Long epoch

@Option(names = '--sector', paramLabel = 'N', description = 'A sector; its deadline is looked up.')
@Field Long sector

@Option(names = '--watch', description = 'Follow the open or next window until it closes, a line for each change.')
@Field boolean watch = false

@Option(names = '--report', paramLabel = 'FILE', description = 'Write one file for a colleague, too: Markdown, or HTML by its name.')
@Field String report

def what = [deadline: deadline, epoch: epoch, sector: sector].findAll { it.value != null }
if (watch && (epoch != null || sector != null)) {
  throw new WrongUsageException('--watch does not go with --epoch or --sector', 'Give a --deadline, or none for the open or next one.')
}
Explanation found = watch ? proofs.watch(deadline != null ? deadline : proofs.deadline.deadline) { out.println(it) }
    : what.isEmpty() ? proofs.explain : proofs.explain(what)
if (report) {
    out.println('report: ' + found.report(report))
}
found
