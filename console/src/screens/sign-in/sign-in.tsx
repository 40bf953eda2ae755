import { useApi } from '../../api/context.tsx';
import { useWords } from '../../messages/language.tsx';
import { useNotices } from '../../parts/notices.tsx';

/** Nobody has said who asks: the way to say it. */
export const SignIn = () => {
  const { session } = useApi();
  const { states } = useWords();
  const { fail } = useNotices();
  const { signIn } = session;
  const unkept = navigator.cookieEnabled ? [] : states.troubles['nothing-kept'];
  return (
    <main className="content" id="content">
      <h1>{states.signInTitle}</h1>
      {unkept.length > 0 && <p role="alert">{unkept.map((part) => `${part}. `)}</p>}
      {signIn ? (
        <button type="button" className="button main" onClick={() => signIn().catch(fail)}>
          {states.signIn}
        </button>
      ) : (
        <p>{states.signInByLink}</p>
      )}
    </main>
  );
};
