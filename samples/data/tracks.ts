import type { Track } from './machine.ts';

const track =
  (name: string, widthIn: number, profileIn: number) =>
  (lengthIn: Track['lengthIn']): Track => ({ name, lengthIn, widthIn, profileIn });

export const trailTooth = track('Trail Tooth', 15, 1.25);
export const iceTooth = track('Ice Tooth', 15, 1.5);
export const crossPaddle = track('Cross Paddle', 16, 2);
export const deepPaddle = track('Deep Paddle', 16, 2.6);
export const powderWing = track('Powder Wing Light', 16, 3);
export const cargoTooth = track('Cargo Tooth', 20, 1.5);
export const cargoWide = track('Cargo Tooth Wide', 24, 1.5);
