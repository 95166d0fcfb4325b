// Prints docs/faults.md: `npx tsx test/faults/print.mts > docs/faults.md`.
import { faultsPage } from './table.mts';

process.stdout.write(faultsPage());
