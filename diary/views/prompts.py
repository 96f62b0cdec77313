"""What may be worth raising, and the questions to bring along."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from diary import moments
from diary.forms.prompts import AnswerForm, QuestionForm
from diary.http import PersonRequest, finish, last_done, own, page_or_write, render_part, writes
from diary.models import PromptState, Question
from diary.prompts import Prompts, prompts_for, quiet_until, urgent_topic
from diary.reports.questions import ON_THE_SUMMARY, questions
from diary.services import Writing

SAID = {
    PromptState.Answer.DISMISSED: "Set aside for 30 days.",
    PromptState.Answer.SNOOZED: "Put off for a week.",
    PromptState.Answer.ADDED: "Added to your questions.",
}


def _page(
    request: PersonRequest, *, status: int = 200, form: QuestionForm | None = None, failed: str = ""
) -> HttpResponse:
    found = prompts_for(request.profile)
    context = {
        "found": found,
        "questions": [] if found.urgent else questions(request.user),
        "most": ON_THE_SUMMARY,
        "form": form or QuestionForm(),
        "failed": failed,
        "done": last_done(request),
    }
    return render_part(request, "diary/prompts.html", "body", context, status=status)


@require_safe
def prompts(request: PersonRequest) -> HttpResponse:
    return _page(request)


@writes
def answer(request: PersonRequest, write: Writing) -> HttpResponse:
    found, topic = prompts_for(request.profile), request.POST.get("topic", "")
    form = AnswerForm(request.POST, offered=_offered(found, topic))
    if not form.is_valid():
        return _page(request, status=422, failed=topic)
    given = PromptState.Answer(form.cleaned_data["answer"])
    today = moments.today(request.profile.zone)
    write.add(PromptState(topic=topic, day=today, answer=given, until=quiet_until(given, today)))
    if given == PromptState.Answer.ADDED:
        write.add(*(Question(topic=topic, text=text) for text in form.cleaned_data["questions"]))
    return finish(write, SAID[given], reverse("diary:prompts"))


def _offered(found: Prompts, topic: str) -> list[str]:
    if found.urgent and urgent_topic(found.urgent) == topic:
        return []
    prompt = found.about(topic)
    if prompt is None:
        raise Http404("There is no such prompt now.")
    return list(prompt.questions)


@writes
def question_add(request: PersonRequest, write: Writing) -> HttpResponse:
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422, form=form)
    write.add(Question(**form.told()))
    return finish(write, "Question saved.", reverse("diary:prompts"))


def question_form(request: PersonRequest, pk: UUID) -> HttpResponse:
    question = own(request, Question, pk)
    form = QuestionForm(instance=question, initial={"version": question.version})
    return render(request, "diary/prompts_question.html", {"question": question, "form": form})


@writes
def question_change(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    question = own(request, Question, pk)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return render(request, "diary/prompts_question.html", {"question": question, "form": form}, status=422)
    write.change(question, expected_version=form.cleaned_data["version"], **form.told())
    return finish(write, "Question changed.", reverse("diary:prompts"))


@writes
def question_remove(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    write.remove(own(request, Question, pk))
    return finish(write, "Question removed.", reverse("diary:prompts"))


urlpatterns: list[URLPattern] = [
    path("prompts/", prompts, name="prompts"),
    path("prompts/answer/", answer, name="prompt_answer"),
    path("prompts/questions/", question_add, name="question_add"),
    path("prompts/questions/<uuid:pk>/", page_or_write(question_form, question_change), name="question"),
    path("prompts/questions/<uuid:pk>/remove/", question_remove, name="question_remove"),
]
