// Lists the threads of damocles' workers.
@Command(
    description = [
        'List the threads of all damocles workers: plan, job, how far it is, and the last error.',
        '',
        'Each worker is asked for itself; one that does not answer is a line with the reason.'],
    footer = [
        '',
        'Examples:',
        '  workers',
        '  workers --errors',
        '  workers --csv'])

@Option(names = '--errors', description = 'Only threads that stand still with an error, and workers that do not answer.')
@Field boolean errors = false

errors ? damocles.workers.threads.filter { !it.lastError.empty } : damocles.workers.threads
