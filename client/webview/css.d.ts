/** Styles go into a file beside the script. */
declare module '*.css';
