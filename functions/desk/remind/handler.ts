import { NoticeRequest, Notices } from '#contracts/notice.ts';
import { instrument } from '#shared/instrument.ts';
import { remind } from './remind.ts';

export const handler = instrument('remind', {
  event: NoticeRequest,
  result: Notices,
  run: (request, ports) => remind(request, ports),
});
