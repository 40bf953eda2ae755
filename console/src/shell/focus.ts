import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** Of the screen itself, without what stands around every screen. */
export const CONTENT_ID = 'content';

/** Who has gone elsewhere goes on from its content, not from what stands around every screen. */
export const useFocusOnContent = (): void => {
  const pathname = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const last = useRef(pathname);
  useEffect(() => {
    const [before, content] = [last.current, document.getElementById(CONTENT_ID)];
    last.current = pathname;
    // What still has the focus within the content keeps it.
    if (before !== undefined && before !== pathname && !content?.contains(document.activeElement))
      content?.focus({ preventScroll: true });
  }, [pathname]);
};

const isFormControl = (node: Node): node is HTMLButtonElement | HTMLInputElement | HTMLSelectElement =>
  node instanceof HTMLElement && 'disabled' in node;

/**
 * What goes out of use while its act is at work loses the focus to nobody, and who has no mouse would begin again at the
 * top of the page: it has the focus again once it can be used.
 */
export const useFocusGivenBack = (): void => {
  useEffect(() => {
    let last: Node | null = null;
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        if (!isFormControl(target)) continue;
        // The browser takes the focus away only when it draws next.
        if (target.disabled && target === document.activeElement) last = target;
        else if (!target.disabled && target === last) {
          last = null;
          if (document.activeElement === document.body) target.focus();
        }
      }
    });
    observer.observe(document.body, { subtree: true, attributeFilter: ['disabled'] });
    return () => observer.disconnect();
  }, []);
};
