// Has sector numbers count as used in lotus.
@Command(
    description = [
        'Have all sector numbers up to N count as used, so that lotus goes on with N+1. Never goes back: numbers that the chain, lotus, ' +
        'damocles or files on disk know count as used, whatever N is.',
        '',
        'Without --apply this is a preview. In the repository of a stopped miner (--repo) the numbers are allocated; at a running one ' +
        'they are reserved. damocles has no API for its counter: what to write into its configuration is printed.'],
    footer = [
        '',
        'Examples:',
        '  nextid set 4321',
        '  nextid set 4321 --repo /data/lotusminer',
        '  nextid set 4321 --repo /data/lotusminer --apply',
        '  nextid set 4321 --repo /data/lotusminer --rollback'])
import io.sectorsh.scripts.MigrationOptions
import io.sectorsh.scripts.MinerOption
import io.sectorsh.scripts.ScriptSystems
import io.sectorsh.scripts.number.Nextid

@Parameters(paramLabel = 'N', description = 'The last sector number that counts as used.')
@Field long last

@Mixin @Field MinerOption whose = new MinerOption()

@Option(names = '--repo', paramLabel = 'DIR', description = 'The repository of a stopped lotus-miner; without it the running one is asked.')
@Field String repo

@Mixin @Field MigrationOptions run = new MigrationOptions()

new Nextid(new ScriptSystems(profile, lotus, damocles, guard, migrations), stores, whose, repo).set(last, run)
