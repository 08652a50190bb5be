// Shows who knows which sector numbers, and which come next.
@Command(
    description = [
        'Show who knows which sector numbers of a miner, the holes between them, and what lotus and damocles would hand out next.',
        '',
        'Asks chain node, lotus-miner or its repository, damocles and the stores. Changes nothing.'],
    footer = [
        '',
        'Examples:',
        '  nextid show',
        '  nextid show --repo /data/lotusminer'])
import io.sectorsh.scripts.MinerOption
import io.sectorsh.scripts.ScriptSystems
import io.sectorsh.scripts.number.Nextid

@Mixin @Field MinerOption whose = new MinerOption()

@Option(names = '--repo', paramLabel = 'DIR', description = 'The repository of a stopped lotus-miner; without it the running one is asked.')
@Field String repo

new Nextid(new ScriptSystems(profile, lotus, damocles, guard, migrations), stores, whose, repo).show()
