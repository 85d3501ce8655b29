// Chooses a question in the lesson editor. The dialog is told which page is being edited, so that it knows the course,
// and it also edits the chosen question: nobody leaves the lesson.
(() => {
  const page = () => ({ page: window.location.pathname });

  class EditHandlers extends window.ChooserModalOnloadHandlerFactory {
    onLoadChooseStep(modal) {
      this.ajaxifyCreationForm(modal);
    }
  }
  const editHandlers = new EditHandlers({ chooseStepName: "edit" }).getOnLoadHandlers();

  class QuestionChooser extends window.Chooser {
    titleStateKey = "string";

    initHTMLElements(id) {
      super.initHTMLElements(id);
      this.editLink?.addEventListener("click", (event) => {
        event.preventDefault();
        this.openEditModal();
      });
    }

    get modalUrl() {
      return this.opts.modalUrl || this.chooserElement.dataset.chooserUrl;
    }

    getModalOptions() {
      const options = super.getModalOptions() || {};
      return { ...options, linkedFieldFilters: { ...options.linkedFieldFilters, ...page() } };
    }

    openEditModal() {
      window.ModalWorkflow({
        url: `${this.modalUrl}edit/${this.getValue()}/`,
        urlParams: page(),
        onload: editHandlers,
        responses: { chosen: (data) => this.setStateFromModalData(data) },
      });
    }
  }

  const Factory = window.telepath.constructors["wagtail.admin.widgets.Chooser"];

  class QuestionChooserFactory extends Factory {
    widgetClass = QuestionChooser;
  }

  window.QuestionChooser = QuestionChooser;
  window.telepath.register("courses.quizzes.QuestionChooser", QuestionChooserFactory);
})();
