/** What is asked of the trail, in its address. */
export interface AuditSearch {
  find?: string;
  /** A day: 2026-11-30. */
  since?: string;
}

export const auditSearchIn = ({ find, since }: Record<string, unknown>): AuditSearch => ({
  ...(find ? { find: String(find) } : {}),
  ...(since ? { since: String(since) } : {}),
});
