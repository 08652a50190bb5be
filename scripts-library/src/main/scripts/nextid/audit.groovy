// Checks whether a sector number may be given out twice.
@Command(
    description = [
        'Check whether lotus or damocles would give out a sector number that is in use, and what else does not fit together.',
        '',
        'Exit code 1 if a number may be used twice.'],
    footer = [
        '',
        'Examples:',
        '  nextid audit',
        '  nextid audit --repo /data/lotusminer'])
import io.sectorsh.scripts.MinerOption
import io.sectorsh.scripts.ScriptSystems
import io.sectorsh.scripts.number.Nextid

@Mixin @Field MinerOption whose = new MinerOption()

@Option(names = '--repo', paramLabel = 'DIR', description = 'The repository of a stopped lotus-miner; without it the running one is asked.')
@Field String repo

new Nextid(new ScriptSystems(profile, lotus, damocles, guard, migrations), stores, whose, repo).audit()
