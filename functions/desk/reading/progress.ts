/** What is done with a file's pages; before the first of them it is inspected. */
export type Doing = 'inspecting' | 'reading' | 'recognizing' | 'drawing';

/** Where the work on one file stands. */
export interface Progress {
  file: string;
  doing: Doing;
  number: number;
  pages: number;
}

export type OnProgress = (progress: Progress) => void;
