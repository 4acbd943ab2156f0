// A part of the page came anew without the page being loaded: scripts that draw into it are told.

const REPLACED = "refoulement:replaced";

export const tellReplaced = (): boolean => document.dispatchEvent(new CustomEvent(REPLACED));

/** Do something now, and again whenever a part of the page came anew. */
export const nowAndWhenReplaced = (act: () => void): void => {
  act();
  document.addEventListener(REPLACED, act);
};
