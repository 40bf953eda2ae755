import type { Permission } from '../../../functions/api/roles.ts';
import type { Words } from '../messages/words.ts';

/** A section of the console: its address and its name. */
export interface Section {
  to: string;
  name: keyof Words['shell'];
  isExact?: boolean;
  /** Shown to whom that is allowed. */
  needs?: Permission;
}

/** Of one dealer, what people look at most first. */
export const DEALER_SECTIONS: readonly Section[] = [
  { to: '/dealers/$dealerId', name: 'today', isExact: true },
  { to: '/dealers/$dealerId/questions', name: 'questions' },
  { to: '/dealers/$dealerId/feed', name: 'feed' },
  { to: '/dealers/$dealerId/machines', name: 'machines' },
  { to: '/dealers/$dealerId/documents', name: 'documents' },
  { to: '/dealers/$dealerId/find', name: 'find' },
  { to: '/dealers/$dealerId/deliveries', name: 'deliveries' },
  { to: '/dealers/$dealerId/stock', name: 'stock' },
  { to: '/dealers/$dealerId/market', name: 'market' },
  { to: '/dealers/$dealerId/rules', name: 'dealerRules' },
  { to: '/dealers/$dealerId/knowledge', name: 'knowledge' },
  { to: '/dealers/$dealerId/settings', name: 'dealer', needs: 'dealer.write' },
  { to: '/dealers/$dealerId/people', name: 'people', needs: 'members.keep' },
  { to: '/dealers/$dealerId/audit', name: 'audit' },
];

/** Of all dealers, for who keeps the installation. */
export const OVERALL_SECTIONS: readonly Section[] = [
  { to: '/', name: 'allDealers', isExact: true },
  { to: '/on-call', name: 'onCall', needs: 'all.read' },
  { to: '/health', name: 'health', needs: 'all.read' },
  { to: '/documents', name: 'allDocuments', needs: 'all.read' },
  { to: '/batches', name: 'batches', needs: 'all.read' },
  { to: '/rules', name: 'rules', needs: 'all.read' },
  { to: '/costs', name: 'costs', needs: 'all.read' },
  { to: '/users', name: 'users', needs: 'all.members' },
  { to: '/audit', name: 'overallAudit', needs: 'all.read' },
];

/** The section that an address of the console is, or is a part of; addresses as the router's routes have them. */
export const sectionAt = (path: string): Section | undefined =>
  [...DEALER_SECTIONS, ...OVERALL_SECTIONS].find(
    ({ to, isExact }) => path === to || (!isExact && path.startsWith(`${to}/`)),
  );
