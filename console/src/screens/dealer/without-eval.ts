import * as z from 'zod';

// By default schemas make functions of text when they are made, which the page's policy forbids: this comes before them.
z.config({ jitless: true });
