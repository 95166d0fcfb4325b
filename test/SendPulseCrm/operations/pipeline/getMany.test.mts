import '../../../quickWaits.mts';
import { says } from '../../../api.mts';
import { listsAll } from '../../../SendPulse/listing.mts';
import { crmOperation, PIPELINE, pipeline } from '../../records.mts';

listsAll({
	operation: crmOperation('pipeline', 'getMany'),
	path: '/crm/v1/pipelines',
	record: (number) => pipeline({ id: PIPELINE + number }),
	answerWith: (records) => says({ data: records }),
});
