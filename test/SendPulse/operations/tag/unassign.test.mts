import '../../../quickWaits.mts';
import { assigns } from './assignments.mts';

assigns('unassign', 'unpin', 'untagged');
