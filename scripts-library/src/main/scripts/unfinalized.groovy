// Lists sectors that damocles has not finalized, and why.
@Command(
    description = [
        'List the sectors that are on chain but not finalized in damocles, each with the reason and whether it is safe to finalize.',
        '',
        'With --all also those that are not on chain.'],
    footer = [
        '',
        'Examples:',
        '  unfinalized',
        '  unfinalized --all --numbers 70-90',
        '  unfinalized --json'])
import io.sectorsh.scripts.SectorOptions

@Mixin @Field SectorOptions chosen = new SectorOptions()

@Option(names = '--all', description = 'Also sectors that are not on chain, or of which that is not known.')
@Field boolean all = false

def miner = chosen.miner(profile).actorId
damocles.unfinalized().filter { it.miner == miner && chosen.want(it.number) && (all || it.onChain) }
