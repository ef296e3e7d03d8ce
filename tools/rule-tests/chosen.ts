/** Which rules' cases run: all, or those named in the environment variable RULES (ids or groups, separated by commas). */
export function isChosen(id: string): boolean {
  const chosen = process.env['RULES'];
  return chosen === undefined || chosen === '' || chosen.split(',').some((word) => word === id || id.startsWith(`${word}/`));
}
