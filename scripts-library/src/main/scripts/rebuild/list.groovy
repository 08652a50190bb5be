// Lists the sectors that are being rebuilt.
@Command(
    description = 'List the sectors that wait for a rebuild or are being rebuilt, with how far a worker says it has come.',
    footer = [
        '',
        'Examples:',
        '  rebuild list',
        '  rebuild list --json'])
import io.sectorsh.scripts.SectorOptions

@Mixin @Field SectorOptions chosen = new SectorOptions()

def miner = chosen.miner(profile).actorId
damocles.sectors(rebuild: true).filter { it.miner == miner && chosen.want(it.number) }
