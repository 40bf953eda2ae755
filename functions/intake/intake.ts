import type { RunState } from '#contracts/state.ts';
import type { PageReader } from '#pages/page.ts';
import type { IntakePorts } from './begin-run.ts';
import { receive } from './receive.ts';
import type { IntakeRequest } from './request.ts';
import { rerunDocument } from './rerun-document.ts';
import { resumeRun } from './resume-run.ts';

/**
 * Takes a new object in, takes a known document up again where a refresh asks, or goes on with a run that failed.
 * Gives the state of the run; its `route` says where the machine goes. Throws when the object or the document does not exist.
 */
export const intake = (
  asked: IntakeRequest,
  ports: IntakePorts,
  readers: PageReader[],
): Promise<RunState> => {
  const { request, execution } = asked;
  if ('key' in request) return receive(request, asked, ports, readers);
  return 'leftBy' in request
    ? resumeRun(request, asked, ports, readers)
    : rerunDocument(request, execution, ports);
};
