/**
 * Makes this process, and the threads it starts, work with a host: the environment that handlers are told. A profile
 * of the caller's would outdo the host's own key in the SDK, for calls that go nowhere but to this machine.
 */
export const workIn = (environment: Record<string, string>): void => {
  delete process.env.AWS_PROFILE;
  Object.assign(process.env, environment);
};
