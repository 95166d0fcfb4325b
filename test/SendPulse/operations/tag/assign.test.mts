import '../../../quickWaits.mts';
import { assigns } from './assignments.mts';

assigns('assign', 'pin', 'tagged');
