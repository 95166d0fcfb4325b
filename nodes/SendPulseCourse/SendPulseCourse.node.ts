import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { Catalogue } from '../engine/run/catalogue';
import { run } from '../engine/run/run';
import { ACTION_SUBTITLE } from '../engine/run/subtitle';
import { getStudentTags } from './methods/getStudentTags';
import { getTariffs } from './methods/getTariffs';
import { searchCourses } from './methods/searchCourses';
import { searchStudents } from './methods/searchStudents';
import { resources } from './operations';
import { courses } from './product';

const catalogue = new Catalogue(courses, resources);

export class SendPulseCourse implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Courses',
		name: 'sendPulseCourse',
		icon: { light: 'file:../../icons/course.svg', dark: 'file:../../icons/course.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: ACTION_SUBTITLE,
		description:
			'Enroll students in online courses of SendPulse, follow their progress, mark them as paid',
		defaults: { name: 'SendPulse Courses' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sendPulseRestApi', required: true }],
		properties: catalogue.properties,
	};

	methods = {
		listSearch: { searchCourses, searchStudents },
		loadOptions: { getStudentTags, getTariffs },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, catalogue);
	}
}
