import { useApi } from '../../api/context.tsx';
import { useWords } from '../../messages/language.tsx';

/** Nobody has said who asks: the way to say it. */
export const SignIn = () => {
  const { session } = useApi();
  const { states } = useWords();
  const { signIn } = session;
  return (
    <main className="content" id="content">
      <h1>{states.signInTitle}</h1>
      {signIn ? (
        <button type="button" className="button main" onClick={() => void signIn()}>
          {states.signIn}
        </button>
      ) : (
        <p>{states.signInByLink}</p>
      )}
    </main>
  );
};
