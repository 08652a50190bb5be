// Lists the sectors whose rebuild is done.
@Command(
    description = 'List the sectors that were rebuilt and are at rest again, as the manager keeps them.',
    footer = [
        '',
        'Examples:',
        '  rebuild done',
        '  rebuild done --csv'])
import io.sectorsh.damocles.sector.SectorJob
import io.sectorsh.damocles.sector.SectorStore
import io.sectorsh.scripts.SectorOptions

@Mixin @Field SectorOptions chosen = new SectorOptions()

def miner = chosen.miner(profile).actorId
damocles.manager.listSectors(SectorStore.OFFLINE, SectorJob.REBUILD).filter { it.miner == miner && chosen.want(it.number) }
