#include "engine/funding/fact_table.hpp"

#include "engine/core/edit_distance.hpp"

#include "engine/core/money.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

namespace leerwijzer {
namespace {

using enum FactType;
using U = FactUnit;
using E = FactEffort;

constexpr auto k_activity = std::to_array<FactWord>({
    {"doorlichting", "onderzoek naar scholing in het bedrijf"},
    {"loopbaanadvies", "loopbaanadvies"},
    {"lo_methode", "een methode voor leren in het bedrijf"},
    {"course", "een cursus of opleiding"},
});
constexpr auto k_applicant = std::to_array<FactWord>({
    {"person", "een persoon"},
    {"employer", "een werkgever"},
    {"public_institution", "een publieke onderwijsinstelling"},
    {"public_private_consortium", "een publiek-private samenwerking"},
});
constexpr auto k_croho_sector = std::to_array<FactWord>({
    {"techniek", "techniek"},
    {"gezondheidszorg", "gezondheidszorg"},
    {"gedrag_maatschappij", "gedrag en maatschappij"},
    {"landbouw", "landbouw en natuurlijke omgeving"},
    {"economie", "economie"},
    {"onderwijs", "onderwijs"},
    {"recht", "recht"},
    {"taal_cultuur", "taal en cultuur"},
    {"other", "een andere richting"},
});
constexpr auto k_course_kind = std::to_array<FactWord>({
    {"basic_skills", "taal, rekenen of digitale basisvaardigheden"},
    {"ras_vakopleiding", "een basisvakopleiding schoonmaak"},
    {"code95", "nascholing code 95"},
    {"driving_licence", "een rijbewijs"},
    {"driving_licence_AB", "een rijbewijs A of B"},
    {"hobby", "een hobbycursus"},
    {"orientation", "een oriëntatie op werk of een opleiding"},
    {"internal", "een interne cursus van het bedrijf"},
    {"already_followed", "een cursus die u al hebt gevolgd"},
    {"other", "een andere cursus of opleiding"},
});
constexpr auto k_level = std::to_array<FactWord>({
    {"bachelor", "een bachelor"},
    {"master", "een master"},
    {"premaster", "een premaster"},
    {"postinitial_master", "een master na een eerdere studie"},
    {"ad", "een associate degree"},
    {"mbo", "een mbo-opleiding"},
    {"other", "een andere opleiding"},
});
constexpr auto k_outcome = std::to_array<FactWord>({
    {"diploma", "een diploma"},
    {"certificaat", "een mbo-certificaat"},
    {"praktijkverklaring", "een praktijkverklaring"},
    {"other", "een ander bewijs"},
});
constexpr auto k_path = std::to_array<FactWord>({
    {"mbo_bol_vt", "mbo bol (voltijd naar school)"},
    {"mbo_bbl", "mbo bbl (werken en leren)"},
    {"mbo_dt", "mbo deeltijd"},
    {"mbo_third", "mbo derde leerweg"},
    {"ad", "associate degree"},
    {"hbo_vt", "hbo voltijd"},
    {"hbo_dt", "hbo deeltijd"},
    {"hbo_duaal", "hbo duaal"},
    {"wo", "universiteit"},
    {"ho_module", "losse module op hbo of universiteit"},
    {"private", "cursus zonder erkend diploma"},
    {"other", "iets anders"},
});
constexpr auto k_course_sector = std::to_array<FactWord>({
    {"gezondheid", "gezondheid"},
    {"ict", "ict"},
    {"bouw_techniek_energie", "bouw, techniek en energie"},
    {"onderwijs", "onderwijs"},
    {"other", "een andere sector"},
});
constexpr auto k_goal_sector = std::to_array<FactWord>({
    {"zorg_welzijn", "zorg en welzijn"},
    {"ict", "ict"},
    {"bouw_techniek_energie", "bouw, techniek en energie"},
    {"onderwijs", "onderwijs"},
    {"other", "een andere sector"},
});
constexpr auto k_topic = std::to_array<FactWord>({
    {"digitalisering", "digitalisering"},
    {"robotisering", "robotisering"},
    {"other", "een ander onderwerp"},
});
constexpr auto k_cao_fund = std::to_array<FactWord>({
    {"BOUW_INFRA", "bouw en infra"},
    {"GROEN", "groen en agrarisch"},
    {"KINDEROPVANG", "kinderopvang"},
    {"METAALBEWERKING", "metaalbewerking"},
    {"METALEKTRO", "metalektro"},
    {"RETAIL_HORECA", "winkels of horeca"},
    {"SCHOONMAAK", "schoonmaak"},
    {"TECHNISCHE_INSTALLATIE", "technische installatie"},
    {"TRANSPORT", "transport en logistiek"},
    {"UITZEND", "uitzendwerk"},
    {"ZORG", "zorg"},
    {"NONE", "geen of een andere cao"},
});
constexpr auto k_phase = std::to_array<FactWord>({
    {"A", "fase A"},
    {"B", "fase B"},
    {"C", "fase C"},
    {"1", "fase 1"},
    {"2", "fase 2"},
    {"3", "fase 3"},
    {"4", "fase 4"},
});
constexpr auto k_skill_level = std::to_array<FactWord>({
    {"below_2F", "lager dan niveau 2F"},
    {"2F_or_higher", "niveau 2F of hoger"},
});
constexpr auto k_job = std::to_array<FactWord>({
    {"onderwijsassistent", "onderwijsassistent"},
    {"leraarondersteuner", "leraarondersteuner"},
    {"other", "een ander beroep"},
});
constexpr auto k_statuses = std::to_array<FactWord>({
    {"employee_permanent", "werknemer met een vast contract"},
    {"employee_temporary", "werknemer met een tijdelijk contract"},
    {"agency_worker", "uitzendkracht"},
    {"new_hire", "nieuwe werknemer"},
    {"former_employee", "oud-werknemer"},
    {"self_employed", "zelfstandige"},
    {"self_employed_only", "alleen zelfstandige, zonder baan"},
    {"gastouder", "gastouder"},
    {"unemployed_ww", "werkzoekende met WW"},
    {"bijstand", "iemand met bijstand"},
    {"ioaw", "iemand met IOAW"},
    {"ioaz", "iemand met IOAZ"},
    {"nug", "werkzoekende zonder uitkering"},
    {"wia_wga", "iemand met WIA (WGA)"},
    {"zw", "iemand met Ziektewet"},
    {"wajong", "iemand met Wajong, WAO of WAZ"},
    {"employee", "werknemer"},
});

// clang-format off
constexpr auto k_facts = std::to_array<FactSpec>({
    {"case.activity", word, U::none, k_activity, "Waarvoor wil het bedrijf geld aanvragen?",
     "de aanvraag gaat over {}", "de aanvraag gaat niet over {}", E::looks_up},
    {"case.applicant_type", word, U::none, k_applicant, "Wie vraagt het geld aan?", "de aanvrager is {}",
     "de aanvrager is niet {}", E::never},
    {"case.as_employer", flag, U::none, {}, "Vraagt u dit voor uw bedrijf?", "u vraagt dit voor uw bedrijf",
     "u vraagt dit voor uzelf"},
    {"case.course_already_started", flag, U::none, {}, "Bent u al begonnen met de opleiding?",
     "u bent al begonnen met de opleiding", "u bent nog niet begonnen met de opleiding"},
    {"case.course_started_before_subsidisable_date", flag, U::none, {},
     "Begint de opleiding voor de eerste dag waarop de subsidie geldt?",
     "de opleiding begint voor de eerste dag waarop de subsidie geldt",
     "de opleiding begint niet voor de eerste dag waarop de subsidie geldt", E::asks_somebody},
    {"case.derdenmachtiging", flag, U::none, {},
     "Heeft uw leerbedrijf getekend dat het het cursusgeld betaalt (derdenmachtiging)?",
     "uw leerbedrijf heeft getekend dat het het cursusgeld betaalt",
     "uw leerbedrijf heeft niet getekend dat het het cursusgeld betaalt", E::looks_up},
    {"case.exam_passed", flag, U::none, {}, "Hebt u het examen gehaald?", "u hebt het examen gehaald",
     "u hebt het examen niet gehaald"},
    {"case.fee_fully_paid_by_other", flag, U::none, {},
     "Betaalt iemand anders, zoals uw werkgever, de hele opleiding?", "iemand anders betaalt de hele opleiding",
     "niemand anders betaalt de hele opleiding"},
    {"case.first_subsidy_for_person", flag, U::none, {},
     "Is dit de eerste keer dat de school deze subsidie voor u krijgt?",
     "dit is de eerste keer dat de school deze subsidie voor u krijgt",
     "de school heeft deze subsidie al eerder voor u gekregen", E::asks_somebody},
    {"case.geschiktheidsonderzoek_passed", flag, U::none, {},
     "Hebt u het geschiktheidsonderzoek voor het onderwijs gehaald?", "u hebt het geschiktheidsonderzoek gehaald",
     "u hebt het geschiktheidsonderzoek niet gehaald"},
    {"case.job_guarantee_or_intention", flag, U::none, {},
     "Zegt een werkgever dat u na de opleiding een baan kunt krijgen (baanverklaring)?",
     "een werkgever zegt dat u na de opleiding een baan kunt krijgen",
     "geen werkgever zegt dat u na de opleiding een baan kunt krijgen", E::looks_up},
    // Holds for schemes that do not exist (any more): nobody can answer it, it is always no.
    {"case.never", flag, U::none, {}, "Bestaat deze regeling?", "deze regeling bestaat", "deze regeling bestaat niet",
     E::never},
    {"case.participant_pays_fee", flag, U::none, {},
     "Moet u zelf een deel van de opleiding betalen aan uw werkgever?", "u betaalt zelf een deel van de opleiding",
     "u betaalt zelf niets voor de opleiding", E::looks_up},
    {"case.positive_advice_by", word, U::none, {}, "Welk loket heeft u een positief advies gegeven?",
     "u hebt een positief advies van {}", "u hebt geen positief advies van {}"},
    {"case.positive_leerwerkloket_advice", flag, U::none, {}, "Hebt u een positief advies van het Leerwerkloket?",
     "u hebt een positief advies van het Leerwerkloket", "u hebt geen positief advies van het Leerwerkloket"},
    {"case.real_chance_shown", flag, U::none, {},
     "Kunt u laten zien dat u met deze opleiding een goede kans op werk hebt?",
     "u kunt laten zien dat u met deze opleiding een goede kans op werk hebt",
     "u kunt niet laten zien dat u met deze opleiding een goede kans op werk hebt", E::looks_up},
    {"case.reimbursed_by_other", flag, U::none, {}, "Krijgt u de kosten al terug van iemand anders?",
     "u krijgt de kosten al terug van iemand anders", "u krijgt de kosten niet terug van iemand anders"},
    {"case.tax_year", number, U::year, {}, "Voor welk belastingjaar is het?", "het belastingjaar is {}",
     "het belastingjaar is niet {}", E::never},
    {"case.weeks_application_to_start", number, U::weeks, {},
     "Hoeveel weken zitten er tussen de aanvraag en de start van de opleiding?",
     "de tijd tussen de aanvraag en de start is {}", "de tijd tussen de aanvraag en de start is niet {}", E::looks_up},
    {"course.bekostigd", flag, U::none, {}, "Betaalt de overheid mee aan deze opleiding (bekostigd)?",
     "de overheid betaalt mee aan deze opleiding", "de overheid betaalt niet mee aan deze opleiding",
     E::asks_somebody},
    {"course.crebo_or_croho", flag, U::none, {}, "Heeft de opleiding een crebo-nummer of croho-nummer?",
     "de opleiding heeft een crebo-nummer of croho-nummer", "de opleiding heeft geen crebo-nummer of croho-nummer",
     E::asks_somebody},
    {"course.croho_sector", word, U::none, k_croho_sector, "In welke richting is de opleiding?",
     "de richting van de opleiding is {}", "de richting van de opleiding is niet {}", E::looks_up},
    {"course.exam_cost", number, U::eurocent, {}, "Hoeveel kost het examen?", "het examen kost {}",
     "het examen kost niet {}", E::never},
    {"course.in_ontwikkelpad", flag, U::none, {}, "Hoort de opleiding bij een ontwikkelpad?",
     "de opleiding hoort bij een ontwikkelpad", "de opleiding hoort niet bij een ontwikkelpad", E::asks_somebody},
    {"course.is_teacher_training", flag, U::none, {}, "Is het een opleiding tot leraar?",
     "het is een opleiding tot leraar", "het is geen opleiding tot leraar"},
    {"course.kind", word, U::none, k_course_kind, "Wat voor cursus is het?", "de cursus is {}",
     "de cursus is niet {}"},
    {"course.legally_or_cao_mandatory", flag, U::none, {},
     "Moet u deze scholing doen voor uw werk, volgens de wet of uw cao?",
     "u moet deze scholing doen volgens de wet of uw cao",
     "u hoeft deze scholing niet te doen volgens de wet of uw cao", E::looks_up},
    {"course.level", word, U::none, k_level, "Wat voor opleiding is het?", "de opleiding is {}",
     "de opleiding is niet {}"},
    {"course.months", number, U::months, {}, "Hoeveel maanden duurt de opleiding?", "de opleiding duurt {}",
     "de opleiding duurt niet {}", E::looks_up},
    {"course.nlqf", number, U::level, {}, "Welk NLQF-niveau heeft de opleiding?", "het niveau van de opleiding is {}",
     "het niveau van de opleiding is niet {}", E::looks_up},
    {"course.outcome", word, U::none, k_outcome, "Wat krijgt u als u klaar bent?", "u krijgt {}", "u krijgt niet {}",
     E::looks_up},
    {"course.path", word, U::none, k_path, "Hoe volgt u de opleiding?", "de vorm van de opleiding is {}",
     "de vorm van de opleiding is niet {}"},
    {"course.price_without_vat", number, U::eurocent, {}, "Hoeveel kost de opleiding zonder btw?",
     "de opleiding kost zonder btw {}", "de opleiding kost zonder btw niet {}", E::never},
    {"course.recognised_nl", flag, U::none, {}, "Is het een erkende Nederlandse opleiding?",
     "de opleiding is erkend in Nederland", "de opleiding is niet erkend in Nederland", E::looks_up},
    {"course.sector", word, U::none, k_course_sector, "Voor welke sector is de opleiding?",
     "de sector van de opleiding is {}", "de sector van de opleiding is niet {}"},
    {"course.target_kansberoep", flag, U::none, {}, "Leert u voor een beroep met veel kans op werk (kansberoep)?",
     "u leert voor een beroep met veel kans op werk", "u leert niet voor een beroep met veel kans op werk",
     E::looks_up},
    {"course.target_kansrijk_ict_techniek", flag, U::none, {}, "Leert u voor een kansrijk beroep in ict of techniek?",
     "u leert voor een kansrijk beroep in ict of techniek",
     "u leert niet voor een kansrijk beroep in ict of techniek", E::looks_up},
    {"course.topic", word, U::none, k_topic, "Waarover gaat de cursus?", "het onderwerp van de cursus is {}",
     "het onderwerp van de cursus is niet {}"},
    {"course.total_cost", number, U::eurocent, {}, "Hoeveel kost de hele opleiding?", "de opleiding kost {}",
     "de opleiding kost niet {}", E::looks_up},
    {"course.weeks", number, U::weeks, {}, "Hoeveel weken duurt de opleiding?", "de opleiding duurt {}",
     "de opleiding duurt niet {}", E::looks_up},
    {"course.work_or_future_job_directed", flag, U::none, {},
     "Is de opleiding voor uw werk nu of voor een beroep dat u later wilt doen?",
     "de opleiding is voor uw werk nu of later", "de opleiding is niet voor uw werk nu of later"},
    {"employer.cao_dev_budget_left_eurocent", number, U::eurocent, {},
     "Hoeveel geld hebt u nog in uw persoonlijk ontwikkelbudget?", "uw persoonlijk ontwikkelbudget is {}",
     "uw persoonlijk ontwikkelbudget is niet {}", E::looks_up},
    {"employer.cao_fund", word, U::none, k_cao_fund, "In welke sector (cao) werkt u?",
     "uw werkgever valt onder de cao {}", "uw werkgever valt niet onder de cao {}", E::looks_up},
    {"employer.is_mkb", flag, U::none, {}, "Is het bedrijf een klein of middelgroot bedrijf (mkb)?",
     "het bedrijf is een klein of middelgroot bedrijf", "het bedrijf is geen klein of middelgroot bedrijf",
     E::looks_up},
    {"employer.sbb_leerbedrijf", flag, U::none, {}, "Is het bedrijf een erkend leerbedrijf (SBB)?",
     "het bedrijf is een erkend leerbedrijf", "het bedrijf is geen erkend leerbedrijf", E::looks_up},
    {"employer.wga_eigenrisicodrager", flag, U::none, {},
     "Betaalt uw (oude) werkgever zelf uw WGA-uitkering (eigenrisicodrager)?",
     "uw (oude) werkgever betaalt zelf uw WGA-uitkering", "uw (oude) werkgever betaalt uw WGA-uitkering niet zelf",
     E::asks_somebody, true},
    {"goal.changes_sector", flag, U::none, {}, "Wilt u naar een andere sector dan waar u nu werkt?",
     "u wilt naar een andere sector", "u blijft in uw sector"},
    {"goal.sector", word, U::none, k_goal_sector, "In welke sector wilt u werken?", "u wilt werken in {}",
     "u wilt niet werken in {}"},
    {"person.age", number, U::years, {}, "Hoe oud bent u?", "uw leeftijd is {}", "uw leeftijd is niet {}"},
    {"person.age_on_1_aug", number, U::years, {}, "Hoe oud bent u op 1 augustus van het schooljaar?",
     "uw leeftijd op 1 augustus is {}", "uw leeftijd op 1 augustus is niet {}"},
    {"person.age_on_course_start", number, U::years, {}, "Hoe oud bent u als de opleiding begint?",
     "uw leeftijd als de opleiding begint is {}", "uw leeftijd als de opleiding begint is niet {}"},
    {"person.agency_phase", word, U::none, k_phase, "In welke uitzendfase werkt u?", "u werkt in {}",
     "u werkt niet in {}", E::looks_up},
    {"person.annual_income_eurocent", number, U::eurocent, {}, "Hoeveel inkomen hebt u per jaar?",
     "uw inkomen per jaar is {}", "uw inkomen per jaar is niet {}", E::looks_up, true},
    {"person.basic_skill_level", word, U::none, k_skill_level,
     "Welk niveau hebt u in taal, rekenen of digitale vaardigheden?", "uw niveau in basisvaardigheden is {}",
     "uw niveau in basisvaardigheden is niet {}", E::looks_up},
    {"person.below_aow_age", flag, U::none, {}, "Bent u jonger dan de AOW-leeftijd?",
     "u bent jonger dan de AOW-leeftijd", "u hebt de AOW-leeftijd"},
    {"person.contract_ends_within_months", number, U::months, {}, "Over hoeveel maanden stopt uw contract?",
     "de tijd tot het einde van uw contract is {}", "de tijd tot het einde van uw contract is niet {}"},
    {"person.contract_hours", number, U::hours, {}, "Hoeveel uur per week staat er in uw contract?",
     "uw contract per week is {}", "uw contract per week is niet {}"},
    {"person.dismissal_pending", flag, U::none, {}, "Is uw ontslag al aangezegd of in voorbereiding?",
     "uw ontslag is aangezegd of in voorbereiding", "uw ontslag is niet aangezegd of in voorbereiding"},
    {"person.duo_nationality_ok", flag, U::none, {},
     "Hebt u de Nederlandse nationaliteit, of een verblijfsrecht dat voor DUO telt?",
     "u hebt de Nederlandse nationaliteit of een verblijfsrecht dat voor DUO telt",
     "u hebt geen Nederlandse nationaliteit of verblijfsrecht dat voor DUO telt", E::knows, true},
    {"person.edu_eqf", number, U::level, {}, "Welk niveau heeft uw hoogste diploma?", "uw hoogste diploma is {}",
     "uw hoogste diploma is niet {}"},
    {"person.employed_bekostigde_school_last_12m", flag, U::none, {},
     "Werkte u de laatste 12 maanden op een school die geld van de overheid krijgt?",
     "u werkte de laatste 12 maanden op een school die geld van de overheid krijgt",
     "u werkte de laatste 12 maanden niet op een school die geld van de overheid krijgt"},
    {"person.has_bachelor_or_master", flag, U::none, {}, "Hebt u een diploma van een bachelor of master?",
     "u hebt een diploma van een bachelor of master", "u hebt geen diploma van een bachelor of master"},
    {"person.hired_by_school", flag, U::none, {}, "Neemt een school u aan als leraar?",
     "een school neemt u aan als leraar", "geen school neemt u aan als leraar"},
    {"person.job", word, U::none, k_job, "Wat is uw beroep nu?", "uw beroep is {}", "uw beroep is niet {}"},
    {"person.labour_region", word, U::none, {}, "In welke arbeidsmarktregio woont u?",
     "u woont in de arbeidsmarktregio {}", "u woont niet in de arbeidsmarktregio {}", E::never},
    {"person.leaving_employer", flag, U::none, {}, "Gaat u weg bij uw werkgever?", "u gaat weg bij uw werkgever",
     "u gaat niet weg bij uw werkgever"},
    {"person.new_from_other_sector", flag, U::none, {}, "Komt u uit een andere sector?",
     "u komt uit een andere sector", "u komt niet uit een andere sector"},
    {"person.receives_basisbeurs_same_course", flag, U::none, {}, "Krijgt u voor deze opleiding een basisbeurs?",
     "u krijgt voor deze opleiding een basisbeurs", "u krijgt voor deze opleiding geen basisbeurs"},
    {"person.receives_tegemoetkoming_leraren", flag, U::none, {}, "Krijgt u de tegemoetkoming leraren?",
     "u krijgt de tegemoetkoming leraren", "u krijgt de tegemoetkoming leraren niet"},
    {"person.residence_known", flag, U::none, {}, "Weet u in welke gemeente u woont?", "uw gemeente is bekend",
     "uw gemeente is niet bekend"},
    {"person.residence_municipality", word, U::none, {}, "In welke gemeente woont u?", "u woont in de gemeente {}",
     "u woont niet in de gemeente {}"},
    {"person.right_to_regular_sf", flag, U::none, {}, "Hebt u recht op gewone studiefinanciering van DUO?",
     "u hebt recht op gewone studiefinanciering", "u hebt geen recht op gewone studiefinanciering", E::looks_up},
    {"person.schoolbaar", flag, U::none, {}, "Kunt u deze opleiding volgen en afmaken, ook volgens UWV?",
     "u kunt deze opleiding volgen en afmaken", "u kunt deze opleiding volgens UWV niet volgen of afmaken",
     E::asks_somebody, true},
    {"person.startkwalificatie", flag, U::none, {},
     "Hebt u een diploma van havo, vwo, of mbo niveau 2 of hoger (startkwalificatie)?",
     "u hebt een diploma van havo, vwo, of mbo niveau 2 of hoger",
     "u hebt geen diploma van havo, vwo, of mbo niveau 2 of hoger"},
    // Names benefits for illness as well; the list is asked as one simple question about work, so it is not held back.
    {"person.statuses", word_set, U::none, k_statuses, "Wat past bij u? U mag meer antwoorden kiezen.", "u bent {}",
     "u bent niet {}"},
    {"person.teaching_qualified_or_ho_bachelor", flag, U::none, {}, "Bent u bevoegd leraar, of hebt u een bachelor?",
     "u bent bevoegd leraar of hebt een bachelor", "u bent geen bevoegd leraar en hebt geen bachelor"},
    {"person.teaching_share", number, U::ratio, {}, "Welk deel van uw werktijd geeft u les?",
     "het deel van uw werktijd dat u lesgeeft is {}", "het deel van uw werktijd dat u lesgeeft is niet {}",
     E::looks_up},
    {"person.threatened_with_unemployment", flag, U::none, {}, "Loopt u het risico om uw baan te verliezen?",
     "u loopt het risico om uw baan te verliezen", "u loopt geen risico om uw baan te verliezen"},
    {"person.wants_basic_skills", flag, U::none, {},
     "Wilt u beter leren lezen, schrijven, rekenen of omgaan met een computer?",
     "u wilt beter leren lezen, schrijven, rekenen of omgaan met een computer",
     "u wilt geen les in lezen, schrijven, rekenen of omgaan met een computer"},
});
// clang-format on

constexpr bool is_sorted_by_name() {
  for (std::size_t i = 1; i < k_facts.size(); ++i) {
    if (!(k_facts[i - 1].name < k_facts[i].name)) return false;
  }
  return true;
}
static_assert(is_sorted_by_name(), "facts are found by binary search");
static_assert(k_facts.size() <= 128, "proofs are sets of at most 128 facts");

}  // namespace

std::span<const FactSpec> fact_table() noexcept { return k_facts; }

std::optional<std::size_t> find_fact(std::string_view name) noexcept {
  const auto at = std::lower_bound(k_facts.begin(), k_facts.end(), name,
                                   [](const FactSpec& spec, std::string_view wanted) { return spec.name < wanted; });
  if (at == k_facts.end() || at->name != name) return std::nullopt;
  return static_cast<std::size_t>(at - k_facts.begin());
}

std::optional<std::size_t> find_word(const FactSpec& spec, std::string_view word) noexcept {
  for (std::size_t i = 0; i < spec.words.size(); ++i) {
    if (spec.words[i].value == word) return i;
  }
  return std::nullopt;
}

std::string_view nearest_fact(std::string_view name) {
  constexpr std::size_t k_limit = 8;
  std::string_view best;
  std::size_t least = k_limit + 1;
  for (const FactSpec& spec : k_facts) {
    const std::size_t distance = edit_distance(name, spec.name, k_limit);
    if (distance < least) {
      least = distance;
      best = spec.name;
    }
  }
  return best;
}

FactRange fact_range(FactUnit unit) noexcept {
  switch (unit) {
    case FactUnit::years: return {0, 130};
    case FactUnit::months: return {0, 1200};
    case FactUnit::weeks: return {-1000, 5200};  // an application may come after the start
    case FactUnit::hours: return {0, 168};
    case FactUnit::eurocent: return {0, 1e12};
    case FactUnit::ratio: return {0, 1};
    case FactUnit::level: return {0, 8};
    case FactUnit::year: return {1900, 2200};
    case FactUnit::none: break;
  }
  return {-1e12, 1e12};
}

std::string format_value(FactUnit unit, double value) {
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%g", unit == FactUnit::ratio ? value * 100 : value);
  std::string number = buffer.data();
  std::replace(number.begin(), number.end(), '.', ',');
  switch (unit) {
    case FactUnit::years: return number + " jaar";
    case FactUnit::months: return number + (value == 1 ? " maand" : " maanden");
    case FactUnit::weeks: return number + (value == 1 ? " week" : " weken");
    case FactUnit::hours: return number + " uur";
    case FactUnit::eurocent: return format_euro({std::llround(value)});
    case FactUnit::ratio: return number + "%";
    case FactUnit::level: return "niveau " + number;
    case FactUnit::year:
    case FactUnit::none: return number;
  }
  return number;
}

}  // namespace leerwijzer
