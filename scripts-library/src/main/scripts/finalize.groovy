// Sets sectors finalized that are on chain and have their files in a store.
@Command(
    description = [
        'Set sectors finalized in damocles that are on chain and whose files are in a store; without --numbers all that are safe.',
        '',
        'Without --apply this is a preview. A sector that is worked on, that is not on chain or whose files are missing is refused. ' +
        'Finalizing cannot be undone.'],
    footer = [
        '',
        'Examples:',
        '  finalize',
        '  finalize --apply'])
import io.sectorsh.scripts.ChangeScript
import io.sectorsh.scripts.MigrationOptions
import io.sectorsh.scripts.SectorOptions

@Mixin @Field SectorOptions chosen = new SectorOptions()

@Mixin @Field MigrationOptions run = new MigrationOptions()

def miner = chosen.miner(profile)
new ChangeScript(migrations, "finalize ${miner}").run(run) {
  def numbers = chosen.numbers().map { it.toString() }.orElseGet {
    damocles.unfinalized().filter { it.miner == miner.actorId && it.safe() }.collect { it.number }.join(',')
  }
  if (numbers) {
    damocles.changes.finalizeSectors(numbers)
  }
}
