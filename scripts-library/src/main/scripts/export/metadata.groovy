// Writes damocles' sectors into the repository of a stopped lotus-miner.
@Command(
    description = [
        'Write damocles\' sectors of one miner into the repository of a stopped lotus-miner.',
        '',
        'Without --apply this is a preview: every sector with what would become of it and why, and the next sector number. With it, ' +
        'all records are written at once into a copy of the metadata, checked, and swapped in; the metadata from before stays beside ' +
        'it. lotus-miner must not run. Sectors that lotus has already are left as they are; numbers never go back.'],
    footer = [
        '',
        'Examples:',
        '  export metadata --miner t04079 --dest-repo /data/lotusminer',
        '  export metadata --miner t04079 --dest-repo /data/lotusminer --apply',
        '  export metadata --miner t04079 --dest-repo /data/lotusminer --numbers 100-200,305',
        '  export metadata --miner t04079 --dest-repo /data/lotusminer --only-next-number --next-number 4321'])
import io.sectorsh.filecoin.Address
import io.sectorsh.filecoin.SectorNumbers
import io.sectorsh.scripts.export.ExportMetadata
import io.sectorsh.scripts.export.ExportRequest

@Option(names = '--miner', paramLabel = 'MINER', description = 'Whose sectors; the profile\'s miner if left out.')
@Field Address miner

@Option(names = '--dest-repo', paramLabel = 'DIR', description = 'The stopped lotus-miner\'s repository; the profile\'s if left out.')
@Field String destRepo

@Option(names = '--next-number', paramLabel = 'N',
    description = 'Count N as used, so that lotus goes on with N+1. Has no effect below the highest number in use.')
@Field Long nextNumber

@Option(names = '--only-next-number', description = 'Set the next sector number and write no sector; needs --next-number.')
@Field boolean onlyNextNumber = false

@Option(names = '--numbers', paramLabel = 'LIST', description = 'Only these sectors, such as 1-3,7.')
@Field SectorNumbers numbers

@Option(names = '--no-chain',
    description = 'Do not ask the node: sectors are taken as damocles has them, and market deals may lack their proposal.')
@Field boolean noChain = false

@Option(names = '--apply', description = 'Write. Without it nothing is changed.')
@Field boolean apply = false

ExportMetadata.of(profile, damocles, lotus, guard).run(
    ExportRequest.of(profile, miner, destRepo, nextNumber, onlyNextNumber, numbers, noChain, apply))
