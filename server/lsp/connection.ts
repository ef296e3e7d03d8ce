/** The wire to the editor: standard streams with `--stdio`, or the channel of a Node parent with `--node-ipc`. */
import { createConnection, ProposedFeatures, type Connection } from 'vscode-languageserver/node';

export function connect(): Connection {
  return createConnection(ProposedFeatures.all);
}
