/** Sends a file to the address that takes it. Throws `TypeError` where nobody answers, else an `Error` with what was answered. */
export const putFile = async (
  body: Blob,
  { url, method, headers }: { url: string; method: string; headers: Record<string, string> },
): Promise<void> => {
  const response = await fetch(url, { method, headers, body });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
};
