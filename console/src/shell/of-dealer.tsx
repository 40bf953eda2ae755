import { Outlet, useParams } from '@tanstack/react-router';
import { useLive } from '../api/live.ts';

/** All screens of one dealer: they follow what changes there. */
export const OfDealer = () => {
  const { dealerId } = useParams({ from: '/dealers/$dealerId' });
  useLive(dealerId);
  return <Outlet />;
};
