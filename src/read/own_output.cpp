#include "read/own_output.h"

#include <algorithm>
#include <iterator>

namespace recount {

namespace {

/// How src/show, page/src/template.html and codebook/profiles let each output begin; tests/outputs_test.cpp holds them
/// together.
constexpr std::string_view openings[] = {
    "{\"provenance\":{\"program\":\"recount ",
    "{\"stories\":[{\"id\":\"s1\",\"reports\":[",
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"generator\" "
    "content=\"Recount\">",
    "{\"recount_decision\":1,",
    "story,story_title,event,event_type,event_title,event_date,",
    "story,statement,variant,speaker,",
    "story,lineage,kind,agency,",
    "event,story,report,sha256,outlet,",
    "event,story,title,type,date,date_end,",
    "candidate,coder,round,at,report,",
    "adjudicated,coder,round,at,report,",
    "adjudicated,candidate,coder,round,how,",
    "story,title,first_day,last_day,",
    "report,story,outlet,agencies,",
    "event,story,type,title,date,",
    "event,entity\r\n",
    "figure,story,event,quantity,",
    "claim,figure,report,text,low,",
    "statement,story,speaker,speaker_way,",
    "statement,version,report,words,",
    "entity,story,name,type,",
    "lineage,story,kind,agency,",
    "lineage,from_report,to_report,",
    "table,id,part,number,report,",
    "table,column,type,leads_to,holds\r\n",
    "event_id_cnty,event_date,year,time_precision,",
    "id,relid,year,active_year,code_status,type_of_violence,",
    "date,locality,state,location_detail,online,type,title,",
    "{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"NewsArticle\",\"@id\":\"#report-",
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"annotations.jsonld\",",
};

}  // namespace

bool is_own_output(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF"))
        head.remove_prefix(3);
    return std::any_of(std::begin(openings), std::end(openings),
                       [&](std::string_view opening) { return head.starts_with(opening); });
}

}  // namespace recount
