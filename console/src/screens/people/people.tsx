import { useParams } from '@tanstack/react-router';
import { useWords } from '../../messages/language.tsx';
import { Members } from './members.tsx';
import { Programs } from './programs.tsx';
import '../../styles/form.css';

/** Who may do what at a dealer: people and programs. */
export const People = () => {
  const { dealerId } = useParams({ from: '/dealers/$dealerId/people' });
  const { shell } = useWords();
  return (
    <>
      <h1>{shell.people}</h1>
      <Members dealerId={dealerId} />
      <Programs dealerId={dealerId} />
    </>
  );
};
