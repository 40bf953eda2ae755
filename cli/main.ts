import { runCommand } from './run-command.ts';

/** As shells say it of a program that SIGPIPE ended. */
const PIPE_CLOSED = 128 + 13;

/** Who reads our output may stop, as `head` does: nobody wants to hear more then. */
const stopUnread = (error: NodeJS.ErrnoException): void => {
  if (error.code === 'EPIPE') process.exit(PIPE_CLOSED);
  throw error;
};
process.stdout.on('error', stopUnread);
process.stderr.on('error', stopUnread);

// Sockets of the SDK would keep the process waiting.
process.exit(await runCommand(process.argv.slice(2)));
