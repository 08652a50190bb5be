// Has sectors sealed again by a worker of damocles.
@Command(
    description = [
        'Have damaged sectors sealed again: a thread is switched to plan rebuild, the sectors are queued and followed, their files ' +
        'checked against CommR, and the thread\'s plan put back.',
        '',
        'Without --apply this is a preview: which thread, what is wrong with the files now or that nothing is seen, and which pieces were ' +
        'found. The plan is put ' +
        'back however a run ends; after kill -9 by --resume, which goes on where the run was, or by --rollback, which only does that. ' +
        'A queued sector cannot be taken back.',
        '',
        'Pieces of deals are looked for in the manager\'s piece stores, at its /piecestore/ and at the market that this leads to; not in ' +
        'the workers\' own directories. Without a chain node p_aux is compared with the CommR of damocles\' record, and the report says so.'],
    footer = [
        '',
        'Examples:',
        '  rebuild --numbers 70',
        '  rebuild --numbers 70 --worker worker-01 --thread 1',
        '  rebuild --numbers 70 --apply',
        '  rebuild --numbers 70 --resume    after a stop: watch, check, put the plan back',
        '  rebuild list                     those that are being made',
        '  rebuild done                     those that were made'])
import io.sectorsh.scripts.MigrationOptions
import io.sectorsh.scripts.ScriptSystems
import io.sectorsh.scripts.SectorOptions
import io.sectorsh.scripts.rebuild.Rebuild

@Mixin @Field SectorOptions sectors = new SectorOptions()

@Option(names = '--worker', paramLabel = 'NAME', description = 'Whose thread; without it one is chosen that rebuilds already or is idle.')
@Field String worker

@Option(names = '--thread', paramLabel = 'INDEX', description = 'Which thread of --worker; the first if left out.')
@Field Integer thread

@Option(names = '--pieces-available', description = 'The deals\' pieces can be had, though they are not found from here; tells the manager so, which imported sectors need.')
@Field boolean piecesAvailable = false

@Mixin @Field MigrationOptions run = new MigrationOptions()

if (thread != null && worker == null) {
  throw new io.sectorsh.scripts.WrongUsageException('--thread without --worker', 'Add --worker NAME.')
}
new Rebuild(new ScriptSystems(profile, lotus, damocles, guard, migrations), sectors.miner(profile), sectors.required(), out)
    .run(worker, thread, piecesAvailable, run)
