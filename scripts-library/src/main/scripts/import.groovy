// Gives damocles the sectors of a lotus-miner.
@Command(
    description = [
        'Import lotus-miner\'s sectors into damocles.',
        '',
        'Records come from a running lotus-miner (--api, --token) or from its repository (--repo), which tells more: an upgrade\'s ' +
        'proof and commitments are nowhere else. Without --apply this is a preview: every sector with what would become of it and ' +
        'why, compared with the chain, and what damocles has no place for. Finished, terminated and removed sectors are imported; ' +
        'files stay where they are. Numbers and the places of files are checked each time, and what is left to do is told as ' +
        'commands.'],
    footer = [
        '',
        'Examples:',
        '  import --miner t04079',
        '  import --miner t04079 --repo /data/lotusminer',
        '  import --miner t04079 --numbers 0-9 --numbers 30 --apply',
        '  import --miner t04079 --override --apply'])
import io.sectorsh.scripts.MigrationOptions
import io.sectorsh.scripts.ScriptSystems
import io.sectorsh.scripts.SectorOptions
import io.sectorsh.scripts.importing.ApiSource
import io.sectorsh.scripts.importing.ImportMetadata
import io.sectorsh.scripts.importing.ImportRequest
import io.sectorsh.scripts.importing.RepoSource
import io.sectorsh.scripts.WrongUsageException

@Mixin @Field SectorOptions sectors = new SectorOptions()

@Option(names = '--api', paramLabel = 'ADDRESS', description = 'The running lotus-miner; the profile\'s if left out.')
@Field String api

@Option(names = '--token', paramLabel = 'TOKEN', description = 'Its token, for --api.')
@Field String token

@Option(names = '--repo', paramLabel = 'DIR', description = 'lotus-miner\'s repository, in use or not, in place of its API.')
@Field String repo

@Option(names = '--override',
    description = 'Also replace states that damocles has. What lotus does not know of them is kept; --rollback brings the old ones back.')
@Field boolean override = false

@Option(names = '--no-chain', description = 'Do not ask the node: sectors are taken as lotus has them.')
@Field boolean noChain = false

@Mixin @Field MigrationOptions run = new MigrationOptions()

if (repo && (api || token)) {
  throw new WrongUsageException('--repo and --api exclude each other', 'Give the one that is to be read.')
}
if (token && !api) {
  throw new WrongUsageException('--token without --api', 'Add --api ADDRESS.')
}
def systems = new ScriptSystems(profile, lotus, damocles, guard, migrations)
def whose = sectors.miner(profile)
def miner = { api ? lotus.miner(token ? "$token:$api".toString() : api) : lotus.miner }
def source = repo
    ? new RepoSource(lotus.repo(systems.repo(repo, '--repo')))
    : new ApiSource(miner(), sectors.numbers())

new ImportMetadata(damocles, systems.chain(noChain, whose), guard, migrations)
    .run(source, new ImportRequest(whose, sectors.numbers(), override, run.way()))
