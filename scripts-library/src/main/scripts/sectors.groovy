// Lists sectors of damocles or lotus.
@Command(
    description = [
        'List sectors: of damocles, or with --lotus of lotus, each as it is there and on chain.',
        '',
        'The list streams: a million sectors need no memory.'],
    footer = [
        '',
        'Examples:',
        '  sectors',
        '  sectors --numbers 70-79',
        '  sectors --numbers 70 --numbers 100-110',
        '  sectors --state finalized',
        '  sectors --lotus --numbers 0-20',
        '  sectors --json'])
import io.sectorsh.scripts.SectorOptions

@Mixin @Field SectorOptions chosen = new SectorOptions()

@Option(names = '--state', paramLabel = 'WORD', description = 'Only sectors in this state, in the word that the list shows.')
@Field String state

@Option(names = '--lotus', description = 'List those of lotus instead: repository, daemon and chain in one line.')
@Field boolean ofLotus = false

if (ofLotus) {
  return lotus.sectors.filter { chosen.want(it.number) && (state == null || state.equalsIgnoreCase(it.state.toString())) }
}
def miner = chosen.miner(profile).actorId
damocles.sectors.filter {
  it.miner == miner && chosen.want(it.number) && (state == null || state.equalsIgnoreCase(it.state))
}
