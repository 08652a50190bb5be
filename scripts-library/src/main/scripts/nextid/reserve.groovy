// Keeps sector numbers back from new sectors of lotus.
@Command(
    description = [
        'Keep free sector numbers back from new sectors of lotus, for example for another sealer. A number that anybody has used is refused.',
        '',
        'Without --apply this is a preview.'],
    footer = [
        '',
        'Examples:',
        '  nextid reserve 6000-6099 --name cluster-2',
        '  nextid reserve 6000-6099 --name cluster-2 --apply',
        '  nextid reserve 6000-6099 --name cluster-2 --rollback'])
import io.sectorsh.filecoin.SectorNumbers
import io.sectorsh.scripts.MigrationOptions
import io.sectorsh.scripts.MinerOption
import io.sectorsh.scripts.ScriptSystems
import io.sectorsh.scripts.number.Nextid

@Parameters(paramLabel = 'LIST', description = 'Which numbers, such as 6000-6099.')
@Field SectorNumbers numbers

@Option(names = '--name', paramLabel = 'NAME', description = 'Of the reservation: letters, digits, _ and -. Without it: sectorsh.')
@Field String name = 'sectorsh'

@Mixin @Field MinerOption whose = new MinerOption()

@Option(names = '--repo', paramLabel = 'DIR', description = 'The repository of a stopped lotus-miner; without it the running one is asked.')
@Field String repo

@Mixin @Field MigrationOptions run = new MigrationOptions()

new Nextid(new ScriptSystems(profile, lotus, damocles, guard, migrations), stores, whose, repo).reserve(numbers, name, run)
